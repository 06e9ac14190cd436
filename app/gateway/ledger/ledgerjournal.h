// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/ledger/callrow.h"
#include "gateway/ledger/journalfile.h"

#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>

namespace fuseboard::gateway {

/// What the ledger is told of a call. A call is opened before anything is sent to a provider, and settled once.
struct LedgerEntry {
    std::string call; ///< of appendCall(); of an open call: what it would be charged if the gateway died now
    bool settled = false;
};

/// How far `ledger.db` is with the journal.
struct JournalPlace {
    std::uint64_t last = 0; ///< calls that this group and those before settled stand in it
    bool isClosed = false; ///< no call of those groups is open any more
};

/// Calls that one group settled, for `ledger.db`.
struct SettledCalls {
    std::uint64_t group = 0;
    std::string bytes;

    /// False: they can't be read, which is a fault of ours.
    [[nodiscard]] bool forEach(const std::function<void(const CallView&)>& take) const;
};

/// `ledger.journal`: what the ledger is told of calls, on disk at once in one write for many; `ledger.db` gets the settled
/// ones some time later. Open calls stand here alone. For one thread.
class LedgerJournal {
public:
    /// What a journal tells that `ledger.db` lacks, but for what is settled there.
    struct Found {
        std::vector<CallRow> leftOpen; ///< by their begin; as a crash charges them (SAFETY MO3)
        std::uint64_t last = 0; ///< group
        JournalEnd end;
    };
    /// Fails where there is none and should be, where it goes with another `ledger.db`, or a later one, and where it is
    /// damaged.
    static Result<Found> read(const std::filesystem::path& file, const std::string& ledgerId, const JournalPlace& place);
    /// The calls that are settled in it, in their order. Where there are many, `take` gets all but the last, each time with
    /// the last group that it then has wholly.
    using TakeSettled = std::function<Result<void>(const std::vector<CallRow>& calls, std::uint64_t group)>;
    static Result<std::vector<CallRow>> settledIn(
        const std::filesystem::path& file, const JournalPlace& place, const TakeSettled& take);
    static constexpr std::uint64_t usualBytes = 16 * 1024 * 1024; // some 16,000 calls, a tenth of a second to read at a start
    /// A new one, after that group; no call is open. It begins anew where it is longer than that.
    static Result<LedgerJournal> begin(
        std::filesystem::path file, std::string ledgerId, std::uint64_t after, std::uint64_t mostBytes = usualBytes);

    /// All or nothing, on disk when it returns: the calls that are settled with it. Settling one that is not open changes
    /// nothing, so none is settled twice.
    Result<std::shared_ptr<const SettledCalls>> keep(const std::vector<const LedgerEntry*>& entries);
    /// `ledger.db` has that group and all before it; the journal may begin anew.
    void haveFiled(std::uint64_t group);
    [[nodiscard]] std::uint64_t last() const { return m_file.last(); }
    /// In bytes.
    [[nodiscard]] std::uint64_t size() const { return m_file.size(); }
    [[nodiscard]] bool anyOpen() const { return !m_open.empty(); }
    /// Nothing is kept any more until the next start.
    [[nodiscard]] bool isSuspect() const { return m_file.isSuspect(); }

private:
    LedgerJournal(JournalFile file, std::string ledgerId, std::uint64_t mostBytes)
        : m_file(std::move(file))
        , m_ledgerId(std::move(ledgerId))
        , m_filed(m_file.last())
        , m_leastBytes(mostBytes)
        , m_mostBytes(mostBytes)
    {
    }
    Result<void> beginAnew();

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Open = std::unordered_map<std::string, std::string, Hash, std::equal_to<>>;
    JournalFile m_file;
    std::string m_ledgerId;
    std::uint64_t m_filed;
    std::uint64_t m_leastBytes, m_mostBytes; ///< for what it begins anew: where much is open, later
    Open m_open; ///< each as it was last told
    std::deque<std::shared_ptr<const SettledCalls>> m_unfiled;
};

} // namespace fuseboard::gateway
