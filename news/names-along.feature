The list of the municipality's domains, senders and apps stands on the page of the official list, in its JSON file, and in a CSV file of its own.
