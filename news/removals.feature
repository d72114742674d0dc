After a take-down the worker looks whether the message is really gone from the service, and mails whoever handles it while it is not.
