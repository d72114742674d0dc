The office writes *Important now* in its own words, in Swedish and English: first on every page and in every feed, until its hour of end.
