package org.yiwang.platform.openapi;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.yiwang.platform.Caller;
import tools.jackson.databind.JsonNode;

/** Has the document made by springdoc, and only when it is asked for: a start pays nothing. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiDocumentConfiguration {

  @Bean
  @Lazy
  @DependsOn("modelConverterRegistrar")
  ApiDocument apiDocument(
      ObjectFactory<OpenAPIService> builder,
      AbstractRequestService requests,
      GenericResponseService responses,
      OperationService operations,
      SpringDocConfigProperties properties,
      SpringDocProviders providers,
      SpringDocCustomizers customizers) {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Caller.class)
        .replaceWithClass(JsonNode.class, Map.class)
        .replaceWithClass(SseEmitter.class, String.class);
    return new ApiDocument(
        builder, requests, responses, operations, properties, providers, customizers);
  }

  @Bean
  @Lazy
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Yiwang")
                .version("1")
                .description(
                    "A city's operation and governance centre: readings and reports in, cases out."
                        + " Times are ISO-8601 with an offset, positions WGS-84 degrees. Lists are"
                        + " pages: {items, next}; ask again with ?cursor=next until next is null."
                        + " Names that a city may change come as {zh, en}.")
                .license(new License().name("Apache-2.0")))
        .servers(List.of(new Server().url("/").description("this server")));
  }

  @Bean
  @Lazy
  ApiWords apiWords() {
    return ApiWords.read();
  }

  @Bean
  @Lazy
  OperationCustomizer operations() {
    return new Operations();
  }

  @Bean
  @Lazy
  SchemaNames schemaNames() {
    return new SchemaNames();
  }

  @Bean
  @Lazy
  OpenApiCustomizer finish(ApiWords words, SchemaNames names) {
    return new Finish(words, names);
  }

  @Bean
  @Lazy
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ModelResolver modelResolver(ObjectMapperProvider mappers, SchemaNames names) {
    return new ModelResolver(mappers.jsonMapper(), names).openapi31(true);
  }

  /** Nothing of springdoc is made before the document is wanted. */
  @Bean
  static BeanFactoryPostProcessor lateDocument() {
    return factory -> {
      for (var name : factory.getBeanDefinitionNames()) {
        var definition = factory.getBeanDefinition(name);
        var maker = definition.getFactoryBeanName();
        var type = definition.getBeanClassName();
        if (String.valueOf(maker).startsWith("org.springdoc")
            || String.valueOf(type).startsWith("org.springdoc")) {
          definition.setLazyInit(true);
        }
      }
    };
  }
}
