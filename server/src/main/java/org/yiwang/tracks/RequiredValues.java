package org.yiwang.tracks;

import java.lang.reflect.AnnotatedType;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * What a record does not call nullable has to be in the file: the types of a track say what may be
 * left out, and nobody says it a second time. A list that is left out is empty.
 */
final class RequiredValues extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    var type = type(member);
    if (type == null || !member.getDeclaringClass().isRecord() || mayBeEmpty(member)) {
      return super.hasRequiredMarker(config, member);
    }
    return !type.isAnnotationPresent(Nullable.class);
  }

  private static boolean mayBeEmpty(AnnotatedMember member) {
    return Collection.class.isAssignableFrom(member.getRawType())
        || Map.class.isAssignableFrom(member.getRawType());
  }

  private static @Nullable AnnotatedType type(AnnotatedMember member) {
    if (member instanceof AnnotatedField field) {
      return field.getAnnotated().getAnnotatedType();
    }
    if (member instanceof AnnotatedParameter parameter
        && parameter.getOwner() instanceof AnnotatedConstructor owner) {
      return owner.getAnnotated().getAnnotatedParameterTypes()[parameter.getIndex()];
    }
    return null;
  }
}
