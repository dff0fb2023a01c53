package dev.perfadvisor.http.settings;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The stores without the server, for commands. */
@Configuration(proxyBeanMethods = false)
@Import(Storage.class)
public class StorageOnly {}
