/// Names of the SQLSTATEs that a load meets (PostgreSQL documentation, appendix A).
enum SQLState {
    static let notNullViolation = "23502"
    static let uniqueViolation = "23505"
    static let checkViolation = "23514"

    static let names: [String: String] = [
        "08000": "connection_exception", "08003": "connection_does_not_exist", "08006": "connection_failure",
        "0A000": "feature_not_supported", "21000": "cardinality_violation", "22000": "data_exception",
        "22001": "string_data_right_truncation", "22003": "numeric_value_out_of_range",
        "22007": "invalid_datetime_format", "22008": "datetime_field_overflow",
        "22021": "character_not_in_repertoire", "22023": "invalid_parameter_value",
        "22P02": "invalid_text_representation", "22P03": "invalid_binary_representation",
        "22P04": "bad_copy_file_format", "22P05": "untranslatable_character",
        "23000": "integrity_constraint_violation", "23502": "not_null_violation", "23503": "foreign_key_violation",
        "23505": "unique_violation", "23514": "check_violation", "23P01": "exclusion_violation",
        "25006": "read_only_sql_transaction", "28000": "invalid_authorization_specification",
        "28P01": "invalid_password", "3D000": "invalid_catalog_name", "3F000": "invalid_schema_name",
        "40001": "serialization_failure", "40P01": "deadlock_detected", "42501": "insufficient_privilege",
        "42601": "syntax_error", "42703": "undefined_column", "42704": "undefined_object",
        "42804": "datatype_mismatch", "42P01": "undefined_table", "42P07": "duplicate_table",
        "44000": "with_check_option_violation", "53100": "disk_full", "53200": "out_of_memory",
        "53300": "too_many_connections", "54000": "program_limit_exceeded", "55P03": "lock_not_available",
        "57014": "query_canceled", "57P01": "admin_shutdown", "57P02": "crash_shutdown",
        "57P03": "cannot_connect_now", "58030": "io_error", "P0001": "raise_exception",
        "XX000": "internal_error", "XX001": "data_corrupted", "XX002": "index_corrupted",
    ]
}
