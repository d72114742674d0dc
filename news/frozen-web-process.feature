Visitors are answered by the next web process within ten seconds if one is frozen (docs/nginx.conf).
