A channel with news is compared with what is stored without loading its unchanged entries.
