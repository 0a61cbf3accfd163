// Loads in progress on this database: their transactions say so. One that is killed leaves the list with its connection.
SHOW TRANSACTIONS YIELD transactionId, metaData, database
WHERE metaData.entrelacs = 'writer' AND database = $database
RETURN metaData.owner AS owner
