Other systems are told of entries, channels and messages by signed webhooks (Standard Webhooks), delivered by the worker.
