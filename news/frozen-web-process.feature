Visitors are answered by the next web process within 20 seconds if one is frozen (docs/nginx.conf).
