// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/openledger.h"

#include <algorithm>
#include <iterator>

namespace fuseboard::gateway {
namespace {

constexpr const char* journalName = "ledger.journal";

} // namespace

Result<OpenLedger> openLedger(const std::filesystem::path& directory, std::uint64_t mostJournalBytes)
{
    auto file = LedgerFile::open(directory / "ledger.db");
    if (!file)
        return std::unexpected(std::move(file.error()));
    const auto place = file->place();
    if (!place)
        return std::unexpected(place.error());
    const auto path = directory / journalName;
    auto found = LedgerJournal::read(path, file->id(), *place);
    if (!found)
        return std::unexpected(std::move(found.error()));
    const auto charged = file->bringUpToDate();
    if (!charged)
        return std::unexpected(charged.error());
    const std::size_t leftOpen = *charged + found->leftOpen.size();
    auto calls = LedgerJournal::settledIn(
        path, *place, [&](const auto& some, std::uint64_t group) { return file->add(some, {group, false}); });
    if (!calls)
        return std::unexpected(std::move(calls.error()));
    std::ranges::move(found->leftOpen, std::back_inserter(*calls));
    // Closed first: a start that ends here must not charge once more what was left open.
    if (auto added = file->add(*calls, {found->last, true}); !added)
        return std::unexpected(std::move(added.error()));
    auto journal = LedgerJournal::begin(path, file->id(), found->last, mostJournalBytes);
    if (!journal)
        return std::unexpected(std::move(journal.error()));
    if (auto open = file->add(std::vector<CallRow>(), {journal->last(), false}); !open)
        return std::unexpected(std::move(open.error()));
    return OpenLedger {*std::move(file), *std::move(journal), leftOpen, found->end};
}

Result<void> forgoJournal(const std::filesystem::path& directory)
{
    if (const auto journal = directory / journalName; std::filesystem::exists(journal))
        return fail(ErrorCode::fileExists, journal.string());
    auto file = LedgerFile::open(directory / "ledger.db");
    if (!file)
        return std::unexpected(std::move(file.error()));
    if (const auto done = file->bringUpToDate(); !done)
        return std::unexpected(done.error());
    const auto place = file->place();
    return place ? file->add(std::vector<CallRow>(), {place->last, true}) : std::unexpected(place.error());
}

} // namespace fuseboard::gateway
