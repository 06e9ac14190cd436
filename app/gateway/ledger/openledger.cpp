// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/openledger.h"

#include <algorithm>
#include <iterator>

namespace fuseboard::gateway {

Result<OpenLedger> openLedger(const std::filesystem::path& directory)
{
    auto file = LedgerFile::open(directory / "ledger.db");
    if (!file)
        return std::unexpected(std::move(file.error()));
    const auto place = file->place();
    if (!place)
        return std::unexpected(place.error());
    const auto path = directory / "ledger.journal";
    auto found = LedgerJournal::read(path, file->id(), *place);
    if (!found)
        return std::unexpected(std::move(found.error()));
    const std::size_t leftOpen = found->leftOpen.size();
    std::vector<CallRow> calls = std::move(found->settled);
    std::ranges::move(found->leftOpen, std::back_inserter(calls));
    // Closed first: a start that ends here must not charge once more what was left open.
    if (auto added = file->add(calls, {found->last, true}); !added)
        return std::unexpected(std::move(added.error()));
    auto journal = LedgerJournal::begin(path, file->id(), found->last);
    if (!journal)
        return std::unexpected(std::move(journal.error()));
    if (auto open = file->add(std::vector<CallRow>(), {journal->last(), false}); !open)
        return std::unexpected(std::move(open.error()));
    return OpenLedger {*std::move(file), *std::move(journal), leftOpen};
}

} // namespace fuseboard::gateway
