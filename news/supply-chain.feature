`make dist` builds wheel, sdist and npm package with the same bytes from the same commit, `make sbom` lists what an installation holds, and `make audit` fails if a package could not be looked up.
