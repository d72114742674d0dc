A portlet links to the official channels, and every portlet can be looked at before it is saved.
