A page with the feed portlet costs a visitor's server little more than one without: its list goes past the theme, and is kept for a moment.
