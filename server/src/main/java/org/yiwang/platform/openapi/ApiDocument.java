package org.yiwang.platform.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.yiwang.platform.Needs;

/**
 * The OpenAPI document. Open to everyone: the source is open too, and a machine's author reads it
 * before there is a token.
 */
class ApiDocument extends OpenApiWebMvcResource {
  ApiDocument(
      ObjectFactory<OpenAPIService> builder,
      AbstractRequestService requests,
      GenericResponseService responses,
      OperationService operations,
      SpringDocConfigProperties properties,
      SpringDocProviders providers,
      SpringDocCustomizers customizers) {
    super(builder, requests, responses, operations, properties, providers, customizers);
  }

  @Needs(Needs.NOTHING)
  @GetMapping(value = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
  @Override
  public byte[] openapiJson(HttpServletRequest request, String path, Locale locale)
      throws JsonProcessingException {
    return super.openapiJson(request, "/api/v1/openapi.json", Locale.ENGLISH);
  }

  @Needs(Needs.NOTHING)
  @GetMapping(value = "/api/v1/openapi.yaml", produces = "application/yaml")
  @Override
  public byte[] openapiYaml(HttpServletRequest request, String path, Locale locale)
      throws JsonProcessingException {
    return super.openapiYaml(request, "/api/v1/openapi.yaml", Locale.ENGLISH);
  }
}
