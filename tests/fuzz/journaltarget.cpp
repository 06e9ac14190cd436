// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/place.h"
#include "fuzz/target.h"
#include "gateway/ledger/callcodec.h"
#include "gateway/ledger/ledgerjournal.h"

#include <format>
#include <set>

namespace fuseboard::test {
namespace {

using namespace gateway;

const std::string ledgerId = "0190a8c4-2f1e-7a3b-9c5d-6e7f8a9b0c1d";
constexpr JournalPlace nothingFiled {.last = 0, .isClosed = false};

LedgerEntry entry(int number, bool isSettled)
{
    CallRow row {.callId = std::format("call-{}", number)};
    row.team = "team-a";
    row.modelAsked = std::string(static_cast<std::size_t>(number % 5) * 40, 'm');
    row.status = isSettled ? CallStatus::completed : CallStatus::cut;
    row.tokens.output = number;
    if (number % 3 != 0)
        row.cost = Money {number, *Currency::parse(number % 2 != 0 ? "USD" : "EUR")};
    LedgerEntry out {.call = {}, .settled = isSettled};
    appendCall(out.call, row);
    return out;
}

/// All that a journal tells, as one text; empty: it is refused.
std::string toldBy(const std::filesystem::path& file, std::string& kind)
{
    const auto found = LedgerJournal::read(file, ledgerId, nothingFiled);
    const auto settled = found ? LedgerJournal::settledIn(file, nothingFiled, {}) : std::unexpected(found.error());
    if (!settled) {
        kind = "refused " + withoutDigits(settled.error().detail);
        return {};
    }
    kind =
        std::format("{} settled, {} open, end {}", settled->size(), found->leftOpen.size(), static_cast<int>(found->end.kind));
    std::string out = std::format("{} ", found->last);
    for (const auto* rows : {&*settled, &found->leftOpen})
        for (const CallRow& row : *rows)
            appendCall(out, row);
    return out;
}

/// Journals, and what each of them told after each of its groups.
struct Written {
    std::vector<std::string> files;
    std::set<std::string> told;
};

Written written()
{
    Written out;
    const Place place("ledger.journal");
    for (const int groups : {0, 1, 4, 25}) {
        auto journal = LedgerJournal::begin(place.file(), ledgerId, 0);
        for (int i = 0; journal && i <= groups; ++i) {
            if (i > 0) {
                const LedgerEntry opened = entry(i, false), more = entry(i + 100, false), settled = entry(i - 1, true);
                static_cast<void>(journal->keep({&opened, &settled, &more}));
            }
            std::string kind;
            out.told.insert(toldBy(place.file(), kind));
        }
        // Behind it, what the file held before: most of a journal is that.
        std::string bytes = place.bytes();
        bytes.resize(journal ? static_cast<std::size_t>(journal->size()) : 0);
        const std::string before = out.files.empty() ? std::string(500, '\0') : out.files.back();
        out.files.push_back(bytes + before.substr(before.size() / 3));
    }
    return out;
}

Reading read(const Place& place, const Written& known, const std::string& input)
{
    place.write(input);
    Reading out;
    const std::string told = toldBy(place.file(), out.kind);
    out.accepted = !told.empty();
    if (out.accepted && !known.told.contains(told))
        out.fault = "calls that nobody has written";
    return out;
}

/// The calls of one group, behind a checksum that is right whatever they are.
Reading readCalls(const std::string& input)
{
    int calls = 0;
    Reading out;
    out.accepted = SettledCalls {1, input}.forEach([&](const CallView& row) {
        ++calls;
        std::string again;
        appendCall(again, row);
        std::string_view left = again;
        const auto same = takeCall<std::string_view>(left);
        if (!same || *same != row || !left.empty() || callIdIn(again) != row.callId)
            out.fault = "a call that is another once it is written again";
        out.kind += std::format("{}{} ", static_cast<int>(row.status), row.cost ? row.cost->currency.text() : "");
    });
    out.kind = std::format("{} {}: {}", out.accepted, calls, out.kind.substr(0, 30));
    return out;
}

} // namespace

FuzzTarget journalTarget()
{
    const auto place = std::make_shared<Place>("ledger.journal");
    const auto known = std::make_shared<Written>(written());
    return {.name = "journal",
        .inputs = {.corpus = known->files,
            .dictionary = {"FBJRNL1\n", ledgerId, "call-1", std::string(8, '\0'), std::string(300, '\0'), "\1", "\2", "\377"},
            .longest = 64 * 1024,
            .keepsSize = true},
        .read = [place, known](const std::string& input) { return read(*place, *known, input); }};
}

FuzzTarget journalCallsTarget()
{
    std::vector<std::string> corpus;
    const Place place("ledger.journal");
    for (const int calls : {1, 3, 8}) {
        std::vector<LedgerEntry> entries;
        for (int i = 0; i < calls; ++i)
            for (const bool isSettled : {false, true})
                entries.push_back(entry(i, isSettled));
        std::vector<const LedgerEntry*> told;
        for (const LedgerEntry& each : entries)
            told.push_back(&each);
        auto journal = LedgerJournal::begin(place.file(), ledgerId, 0);
        if (const auto settled = journal ? journal->keep(told) : std::unexpected(journal.error()); settled && *settled)
            corpus.push_back((*settled)->bytes);
    }
    return {.name = "journal-calls",
        .inputs = {.corpus = std::move(corpus),
            .dictionary = {"call-1", "USD", "EUR", "\1", "\0", std::string(4, '\0'), std::string(8, '\0'),
                std::string("\3\0\0\0USD", 7), std::string(8, '\377')},
            .longest = 16 * 1024,
            .keepsSize = true},
        .read = readCalls};
}

} // namespace fuseboard::test
