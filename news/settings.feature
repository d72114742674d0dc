The information office has a control panel of its own and edits the catalogue of services.
