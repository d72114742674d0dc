Comments of connected accounts become messages; what is taken down in the flow is hidden at the service, what is restored is shown there again, and the service is asked whether it is so.
