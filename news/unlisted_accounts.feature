The municipality's own web sites are read once a week, and the information office sees the accounts there that nobody has listed.
