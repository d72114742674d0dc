A package has a list of the checksums of its files, which `sha256sum --check` compares without other software.
