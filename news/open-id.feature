docs/drift.md tells how the municipality's own log-in (OpenID Connect) gives and takes roles by groups, and how large a machine must be.
