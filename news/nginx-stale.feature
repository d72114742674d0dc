docs/nginx.conf shows kept pages when no web process answers, keeps no error, sets security headers where the site sets none, logs no keys and has lines for TLS.
