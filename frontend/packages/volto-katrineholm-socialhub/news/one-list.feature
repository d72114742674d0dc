A hub, an administration and a channel show editors the backend's list of pages; links to Classic UI say so.
