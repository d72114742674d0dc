Volto, Plone's modern frontend, shows the hub, its pages and its forms, and has six blocks for any page.
