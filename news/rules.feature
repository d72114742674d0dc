The guidelines' seven grounds hold in every channel; its own rules are proposed, answered by the information office and put in force. A ready text fits the service's profile.
