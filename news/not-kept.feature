A post in the record, and in packages, says which of its pictures and films were not kept, each with the reason.
