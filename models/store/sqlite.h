// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

namespace fuseboard::sqlite {

/// Bytes that are no text.
struct Blob {
    std::string_view bytes;
};

/// Thrown inside the store where SQLite cannot do what it was asked; `trying` turns it into a Result at the edge. The
/// error's subject is the file.
struct Failure {
    Error error;
};

/// Runs SQL code; what it throws as Failure becomes the Result's error.
template <class F>
auto trying(F&& work) -> Result<std::invoke_result_t<F>>
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
            std::forward<F>(work)();
            return {};
        } else {
            return std::forward<F>(work)();
        }
    } catch (Failure& failure) {
        return std::unexpected(std::move(failure.error));
    }
}

enum class Access {
    create, ///< makes the file (0600); fails where something is there already
    write, ///< an existing file
    read, ///< an existing file, never written; beside a writer
};

/// One connection to one file, for one thread. WAL and `synchronous=FULL`: what is committed is on disk.
class Database {
public:
    /// Nothing is written before `prepareForWriting`, so that a file that is not ours stays as it is.
    Database(const std::filesystem::path& file, Access access);
    Database(Database&&) noexcept = default;
    Database& operator=(Database&&) noexcept = default;
    ~Database();

    /// WAL, checkpoints by this connection; once the file is known to be ours.
    void prepareForWriting();

    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
    [[nodiscard]] std::int64_t applicationId();
    [[nodiscard]] std::int64_t schemaVersion();
    [[nodiscard]] std::int64_t lastRowId() const;
    /// Rows changed by the last statement.
    [[nodiscard]] std::int64_t changes() const;

    /// All of it as it is at one moment, without what was deleted, in a new file that its owner alone may read.
    void copyTo(const std::filesystem::path& file);

    /// Once stop is requested, from any thread, what is under way and all that is asked later fails within milliseconds.
    void stopOn(std::stop_token stop);

    /// Statements without results, `;` between them.
    void execute(const std::string& script);

    /// Where a write or sync has failed, nobody knows what the disk keeps, and a repeated sync would report success for
    /// what is gone. From then on this connection commits nothing; opening the file anew finds out what is there.
    void refuseAfterFailure() const;
    [[noreturn]] void raise(int code) const;
    [[nodiscard]] sqlite3* handle() const { return m_handle.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    /// Apart, because SQLite keeps its address.
    struct Failed {
        std::string how; ///< empty: it has not
    };
    static int foldBack(void* failed, sqlite3* handle, const char* name, int pages);
    static int isStopped(void* stop);
    static void stopWriting(Failed& failed, sqlite3* handle);
    static void stopFolding(sqlite3* handle);

    std::filesystem::path m_file;
    std::unique_ptr<Failed> m_failed = std::make_unique<Failed>();
    std::unique_ptr<std::stop_token> m_stop; ///< apart, because SQLite keeps its address
    std::unique_ptr<sqlite3, Close> m_handle;
};

/// A prepared statement. The database must outlive it and stay where it is.
class Statement {
public:
    Statement(const Database& database, std::string_view sql);

    /// Starts over with new values for `?1`, `?2`, …
    template <class... Values>
    Statement& bind(const Values&... values)
    {
        bindAll(Text::copied, values...);
        return *this;
    }
    /// True while there is a row.
    bool step();
    /// Binds, runs to the end and lets go.
    template <class... Values>
    void run(const Values&... values)
    {
        bindAll(Text::lent, values...);
        while (step()) { }
        reset();
    }
    void reset();
    [[nodiscard]] int columns() const;
    /// Binds the columns of another statement's row as they are, and runs to the end.
    void runWithRowOf(const Statement& other);

    [[nodiscard]] bool isNull(int column) const;
    /// Stored as text: a flipped bit can make a blob of the same bytes out of it.
    [[nodiscard]] bool isText(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] bool isBlob(int column) const;
    [[nodiscard]] std::string bytes(int column) const; ///< of a text or blob, as they are

private:
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const;
    };
    enum class Text {
        copied,
        lent, ///< stays as it is until the statement is reset
    };
    void bindInteger(int index, std::int64_t value);
    void bindText(int index, std::string_view value, Text text);
    void bindBlob(int index, std::string_view value, Text text);
    void bindNull(int index);
    template <class... Values>
    void bindAll([[maybe_unused]] Text text, const Values&... values)
    {
        reset();
        int index = 0;
        (bindOne(++index, values, text), ...);
    }
    template <class Value>
    void bindOne(int index, const Value& value, [[maybe_unused]] Text text)
    {
        if constexpr (std::integral<Value>)
            bindInteger(index, static_cast<std::int64_t>(value));
        else if constexpr (std::is_enum_v<Value>)
            bindInteger(index, static_cast<std::int64_t>(value));
        else if constexpr (std::convertible_to<Value, std::string_view>)
            bindText(index, value, text);
        else if constexpr (std::same_as<Value, Blob>)
            bindBlob(index, value.bytes, text);
        else if (value)
            bindOne(index, *value, text);
        else
            bindNull(index);
    }

    const Database* m_database;
    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
};

/// Everything between construction and `commit` happens wholly or not at all. Takes the write lock at once.
class Transaction {
public:
    explicit Transaction(Database& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void commit();

private:
    Database* m_database;
    bool m_open = true;
};

/// Everything read until its end is of one moment, whoever writes meanwhile. Not inside a transaction.
class Snapshot {
public:
    explicit Snapshot(Database& database);
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot();

private:
    Database* m_database;
};

} // namespace fuseboard::sqlite
