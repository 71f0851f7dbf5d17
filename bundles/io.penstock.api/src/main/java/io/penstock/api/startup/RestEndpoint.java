package io.penstock.api.startup;

/** Registered as a service while the REST API can be reached; service property {@code urls} (String[]) says where. */
public interface RestEndpoint {

    /** Name of the service property that holds the URLs. */
    String URLS = "urls";
}
