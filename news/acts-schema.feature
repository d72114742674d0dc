Programs and Volto can ask for what each act takes as JSON Schema (``GET @acts``), made of the same fields as its form and its validation; docs/rest.md has a table of them for each service.
