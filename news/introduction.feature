A chapter on the introduction: usual demands of procurement, personal data, a draft of the impact assessment, classes of information, exit and the first 30 days.
