A portlet shows the newest entries of chosen channels on any page.
