SECURITY.md says where a vulnerability is reported, what is promised, and which versions are supported.
