// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite.h"

#include <sqlite3.h>

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace fuseboard::sqlite {
namespace {

/// Another connection of ours (a viewer) never holds a lock for long; a stranger's is reported.
constexpr int busyMilliseconds = 5000;
/// Of write-ahead log before it is folded back, 4 MB: SQLite's own choice.
constexpr int checkpointPages = 1000;

/// ENOSPC of a write is harmless: SQLite takes back what it began. Of a sync it is not.
bool isFailedDisk(int code, int systemError)
{
    const bool fullOnly = systemError == ENOSPC || systemError == EDQUOT;
    return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC || (code == SQLITE_IOERR_WRITE && !fullOnly);
}

ErrorCode codeOf(int code, int systemError)
{
    if (isFailedDisk(code, systemError))
        return ErrorCode::diskFailed;
    switch (code & 0xff) {
    case SQLITE_FULL: return ErrorCode::diskFull;
    case SQLITE_CANTOPEN: // of the log beside it, which it makes
    case SQLITE_IOERR:
        return systemError == ENOSPC || systemError == EDQUOT ? ErrorCode::diskFull : ErrorCode::historyUnreadable;
    case SQLITE_BUSY: return systemError == ENOLCK ? ErrorCode::historyUnreadable : ErrorCode::historyBusy;
    case SQLITE_LOCKED: return ErrorCode::historyBusy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH: return ErrorCode::historyDamaged;
    case SQLITE_READONLY:
    case SQLITE_PERM: return ErrorCode::fileUnwritable;
    default: return ErrorCode::historyUnreadable;
    }
}

/// Why no file can be made and locked beside this one, 0 where it can. Where SQLite can't make its log, it keeps the reason
/// of its second try, for reading; a file system without locks it takes for a busy file.
int errorOfNewFileBeside(const std::filesystem::path& file)
{
    const std::string probe = file.string() + "-probe";
    const int descriptor = ::open(probe.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return errno;
    flock lock {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1, .l_pid = 0};
    const int error = ::fcntl(descriptor, F_SETLK, &lock) == 0 ? 0 : errno;
    ::close(descriptor);
    ::unlink(probe.c_str());
    return error;
}

[[noreturn]] void refuse(ErrorCode code, const std::filesystem::path& file, std::string detail)
{
    throw Failure {{code, file.string(), std::move(detail)}};
}

std::string systemText(int error) { return std::system_category().message(error); }

/// Readable by its owner alone.
void makeEmpty(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0)
        refuse(errno == EEXIST                       ? ErrorCode::fileExists
                : errno == ENOSPC || errno == EDQUOT ? ErrorCode::diskFull
                                                     : ErrorCode::fileUnwritable,
            file, systemText(errno));
    ::close(descriptor);
}

/// What SQLite would say less clearly, or hide by opening read-only what it was asked to write.
void checkFile(const std::filesystem::path& file, Access access)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(file.parent_path(), ignored))
        refuse(ErrorCode::directoryMissing, file.parent_path(), {});
    if (access == Access::create) {
        makeEmpty(file);
        return;
    }
    if (::access(file.c_str(), R_OK) != 0)
        refuse(ErrorCode::historyUnreadable, file, systemText(errno));
    // To open a pipe would wait for its other end.
    if (!std::filesystem::is_regular_file(file, ignored))
        refuse(ErrorCode::historyUnreadable, file, "it is no ordinary file");
    if (access == Access::write && ::access(file.c_str(), W_OK) != 0)
        refuse(ErrorCode::fileUnwritable, file, systemText(errno));
    if (access == Access::write && ::access(file.parent_path().c_str(), W_OK | X_OK) != 0)
        refuse(ErrorCode::fileUnwritable, file.parent_path(), systemText(errno));
}

} // namespace

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Database::Database(const std::filesystem::path& file, Access access)
    : m_file(file)
{
    checkFile(file, access);
    const int flags = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    sqlite3* handle = nullptr;
    const int opened = sqlite3_open_v2(file.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    m_handle.reset(handle);
    if (opened != SQLITE_OK)
        raise(opened);
    sqlite3_busy_timeout(handle, busyMilliseconds);
    // A reader, or a writer that has not yet found the file to be ours, leaves checkpoints alone (SAFETY HI8, HI9).
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_wal_autocheckpoint(handle, 0);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
    if (access != Access::create && std::filesystem::file_size(file) == 0)
        refuse(ErrorCode::historyDamaged, file, "the file is empty");
}

Database::~Database() = default;

void Database::prepareForWriting()
{
    std::error_code noLog;
    const auto logBytes = std::filesystem::file_size(m_file.string() + "-wal", noLog);
    execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    // What was left in the log stays there until something is written: the file may turn out to be damaged.
    if (noLog || logBytes == 0)
        sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    sqlite3_wal_hook(handle(), foldBack, m_failed.get());
}

/// Called after each commit.
int Database::foldBack(void* failed, sqlite3* handle, const char* name, int pages)
{
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    if (pages < checkpointPages)
        return SQLITE_OK;
    const int code = sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (isFailedDisk(code, sqlite3_system_errno(handle)))
        stopWriting(*static_cast<Failed*>(failed), handle);
    // The commit itself stands. Where there was no room or a reader in the way, the next one tries again.
    return SQLITE_OK;
}

void Database::stopWriting(Failed& failed, sqlite3* handle)
{
    failed.how = sqlite3_errmsg(handle);
    stopFolding(handle);
}

void Database::stopFolding(sqlite3* handle)
{
    sqlite3_wal_hook(handle, nullptr, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void Database::refuseAfterFailure() const
{
    if (!m_failed->how.empty())
        refuse(ErrorCode::diskFailed, m_file, m_failed->how);
}

std::int64_t Database::applicationId()
{
    Statement statement(*this, "PRAGMA application_id");
    return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Database::schemaVersion()
{
    Statement statement(*this, "PRAGMA user_version");
    return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Database::lastRowId() const { return sqlite3_last_insert_rowid(handle()); }

std::int64_t Database::changes() const { return sqlite3_changes64(handle()); }

void Database::copyTo(const std::filesystem::path& file)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(file.parent_path(), ignored))
        refuse(ErrorCode::directoryMissing, file.parent_path(), {});
    makeEmpty(file);
    Statement(*this, "VACUUM INTO ?1").run(file.string());
}

int Database::isStopped(void* stop) { return static_cast<std::stop_token*>(stop)->stop_requested() ? 1 : 0; }

void Database::stopOn(std::stop_token stop)
{
    constexpr int steps = 1000; // of SQLite's machine, well under a millisecond
    m_stop = std::make_unique<std::stop_token>(std::move(stop));
    sqlite3_progress_handler(handle(), steps, isStopped, m_stop.get());
}

void Database::execute(const std::string& script)
{
    const int code = sqlite3_exec(handle(), script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        raise(code);
}

void Database::raise(int code) const
{
    const int kind = code & 0xff;
    const bool isReasonUnknown = kind == SQLITE_CANTOPEN || kind == SQLITE_BUSY;
    std::string said = m_handle ? sqlite3_errmsg(handle()) : sqlite3_errstr(code);
    const int systemError = isReasonUnknown ? errorOfNewFileBeside(m_file) : m_handle ? sqlite3_system_errno(handle()) : 0;
    // Where it is damaged it is kept as it is: what is committed yet stays in the log (SAFETY HI7).
    if (m_handle && (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB))
        stopFolding(handle());
    if (isReasonUnknown && systemError != 0)
        said += ": " + systemText(systemError);
    if (m_handle && isFailedDisk(code, systemError))
        stopWriting(*m_failed, handle());
    refuse(codeOf(code, systemError), m_file, said);
}

void Statement::Finalize::operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }

Statement::Statement(const Database& database, std::string_view sql)
    : m_database(&database)
{
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(
        database.handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    m_handle.reset(handle);
    if (code != SQLITE_OK)
        database.raise(code);
}

bool Statement::step()
{
    const int code = sqlite3_step(m_handle.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    // A failed statement would keep its read lock.
    sqlite3_reset(m_handle.get());
    m_database->raise(code);
}

void Statement::reset()
{
    // Its code repeats the failure that step() has reported.
    sqlite3_reset(m_handle.get());
}

int Statement::columns() const { return sqlite3_column_count(m_handle.get()); }

void Statement::runWithRowOf(const Statement& other)
{
    reset();
    for (int i = 0; i < other.columns(); ++i) {
        const int code = sqlite3_bind_value(m_handle.get(), i + 1, sqlite3_column_value(other.m_handle.get(), i));
        if (code != SQLITE_OK)
            m_database->raise(code);
    }
    while (step()) { }
    reset();
}

bool Statement::isNull(int column) const { return sqlite3_column_type(m_handle.get(), column) == SQLITE_NULL; }

bool Statement::isText(int column) const { return sqlite3_column_type(m_handle.get(), column) == SQLITE_TEXT; }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_handle.get(), column); }

std::string Statement::text(int column) const
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_handle.get(), column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_handle.get(), column))) : std::string();
}

bool Statement::isBlob(int column) const { return sqlite3_column_type(m_handle.get(), column) == SQLITE_BLOB; }

std::string Statement::bytes(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_handle.get(), column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_handle.get(), column))) : std::string();
}

void Statement::bindInteger(int index, std::int64_t value)
{
    if (const int code = sqlite3_bind_int64(m_handle.get(), index, value); code != SQLITE_OK)
        m_database->raise(code);
}

void Statement::bindText(int index, std::string_view value, Text text)
{
    const int code = sqlite3_bind_text64(m_handle.get(), index, value.empty() ? "" : value.data(), value.size(),
        text == Text::copied ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK)
        m_database->raise(code);
}

void Statement::bindBlob(int index, std::string_view value, Text text)
{
    const int code = sqlite3_bind_blob64(
        m_handle.get(), index, value.data(), value.size(), text == Text::copied ? SQLITE_TRANSIENT : SQLITE_STATIC);
    if (code != SQLITE_OK)
        m_database->raise(code);
}

void Statement::bindNull(int index)
{
    if (const int code = sqlite3_bind_null(m_handle.get(), index); code != SQLITE_OK)
        m_database->raise(code);
}

Transaction::Transaction(Database& database)
    : m_database(&database)
{
    database.refuseAfterFailure();
    database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    // SQLite itself rolls back after some failures (disk full); then there is nothing left to do.
    if (m_open && !sqlite3_get_autocommit(m_database->handle()))
        sqlite3_exec(m_database->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    m_database->execute("COMMIT");
    m_open = false;
}

Snapshot::Snapshot(Database& database)
    : m_database(&database)
{
    database.execute("BEGIN");
}

Snapshot::~Snapshot() { sqlite3_exec(m_database->handle(), "ROLLBACK", nullptr, nullptr, nullptr); }

} // namespace fuseboard::sqlite
