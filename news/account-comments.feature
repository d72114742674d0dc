Comments of connected accounts become messages, and what is taken down in the flow is hidden at the service, too, which is then asked whether it is.
