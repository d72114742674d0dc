Pages, months and filters of a stream have titles and addresses of their own, and an entry that is shared is shown by its own words and picture.
