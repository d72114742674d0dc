The stream goes out as RSS, Atom and JSON Feed, the channels as OPML, and everything over plone.restapi.
