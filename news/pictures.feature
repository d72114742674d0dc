Pictures are fetched by the worker, made small and served by the site: a visitor's browser asks no other server.
