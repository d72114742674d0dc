The office sees posts, followers and comments of each channel by month, as a page, CSV and REST, with gaps told as gaps.
