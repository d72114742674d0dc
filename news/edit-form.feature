A channel's edit form is grouped by task: *Om kanalen* first, then who answers, the account, how posts are shown, and Plone's own settings last.
