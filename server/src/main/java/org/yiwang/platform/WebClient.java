package org.yiwang.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the built web client; an address without a dot is one of its pages. */
@Configuration(proxyBeanMethods = false)
class WebClient implements WebMvcConfigurer {
  private final Settings settings;

  WebClient(Settings settings) {
    this.settings = settings;
  }

  /** An empty path never reaches the resolver of the pages. */
  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addViewController("/").setViewName("forward:/index.html");
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    var folder = Path.of(settings.web()).toAbsolutePath().toUri().toString();
    // Names in assets/ carry a hash of their content: they may be kept for ever.
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(folder + "assets/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    registry
        .addResourceHandler("/**")
        .addResourceLocations(folder)
        .setCacheControl(CacheControl.noCache())
        .resourceChain(false)
        .addResolver(new Pages());
  }

  private static final class Pages extends PathResourceResolver {
    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
      var found = path.isEmpty() ? null : super.getResource(path, location);
      // A file lies at the top or in assets/; further down a dot may be part of an id.
      var slash = path.indexOf('/');
      var first = slash < 0 ? path : path.substring(0, slash);
      var isPage = !first.contains(".") && !first.equals("api") && !first.equals("assets");
      return found == null && isPage ? super.getResource("index.html", location) : found;
    }
  }
}
