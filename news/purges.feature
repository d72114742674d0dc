A cache in front of the site, such as Varnish with `docs/varnish.vcl`, keeps pages for minutes and drops them when they change: requests and the worker send it a PURGE through `plone.cachepurging`.
