One image (`Containerfile`) runs web processes, the worker and all commands; `compose.yaml` puts PostgreSQL, two of them, the worker and nginx together.
