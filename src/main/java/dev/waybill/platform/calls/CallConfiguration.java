package dev.waybill.platform.calls;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** How the outside world is called, by all contexts of the process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CallProperties.class)
class CallConfiguration {}
