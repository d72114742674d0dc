One command, `socialhub add-site`, makes a Plone site with the add-on, a published hub and the groups of the office in a database with others.
