package org.yiwang;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application: all modules, wired by Spring. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Server {}
