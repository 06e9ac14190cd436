// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/commandline.h"

#include "connectors/keyargument.h"

#include "ctl/billoptions.h"
#include "ctl/budgetoptions.h"
#include "ctl/completions.h"
#include "ctl/ownrateoptions.h"
#include "ctl/sourceoptions.h"
#include "domain/exchangerates.h"
#include "domain/iso4217.h"
#include "domain/scope.h"
#include "domain/utcdate.h"

#include <CLI/CLI.hpp>

#include <QCryptographicHash>
#include <QUtf8StringView>

#include <iostream>
#include <algorithm>
#include <array>

namespace fuseboard {
namespace {

constexpr auto footer = R"(Exit codes: 0 done and proved, 1 failed, 2 wrong use, 3 requested but not proved.

Examples:
  fuseboardctl status
  fuseboardctl freeze --team Payments --reason "runaway agent" --cut --wait
  fuseboardctl resume --team Payments --reason "loop fixed"            prints the plan and a code
  fuseboardctl resume --team Payments --reason "loop fixed" --confirm CODE
  fuseboardctl reason --team Payments --reason "loop in checkout"
  fuseboardctl calls --team Payments
  fuseboardctl allow ASK 20 --until 2026-11-28 --reason "release"
  fuseboardctl source add openai --account acme --key keyring:openai-admin
  fuseboardctl source pause openai
  fuseboardctl export team --period 2026-11 --out teams.csv
  fuseboardctl export spending --period 2026-11 --out spending.csv
  fuseboardctl export audit --out audit.jsonl
  fuseboardctl budget raise team:Payments 5000 --until 2026-12-15 --why "launch"
  fuseboardctl rates set EUR USD 1.0856 --since 2026-11-01 --source treasury
  fuseboardctl rates import eurofxref-hist.csv
  fuseboardctl import claude-code
  fuseboardctl prices show claude-opus-5
  fuseboardctl prices set our-model --input 0.40 --output 1.60 --from 2026-11-01
  fuseboardctl verify)";

struct Words {
    std::string profile, team, reason, confirm, period, file, format, from, to, rate, since, rateSource, model, day, call, ask,
        amount, until, frozen;
};

/// Whole teams and all of them have options of their own.
std::string narrowScope(const std::string& text)
{
    const auto scope = parseScope(text);
    const bool isNarrow = scope && (scope->kind == ScopeKind::token || scope->kind == ScopeKind::session);
    return isNarrow ? std::string() : "'" + text + "' is no key or session like token/HASH or session/NAME";
}

/// An empty directory or file is a variable that was not set, and never means the person's own.
std::string notBlank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos ? "it is empty" : std::string();
}
std::string notEmpty(const std::string& text) { return text.empty() ? "it is empty" : std::string(); }

std::string month(const std::string& text)
{
    const auto digits = [&](std::size_t from, std::size_t count) {
        return std::ranges::all_of(text.substr(from, count), [](char c) { return c >= '0' && c <= '9'; });
    };
    const bool shaped = text.size() == 7 && text[4] == '-' && digits(0, 4) && digits(5, 2);
    const int month = shaped ? (text[5] - '0') * 10 + text[6] - '0' : 0;
    return month >= 1 && month <= 12 ? std::string() : "'" + text + "' is no month like 2026-11";
}

std::string currency(const std::string& text)
{
    return knownCurrency(text) ? std::string() : "'" + text + "' is no currency like EUR";
}

std::string rate(const std::string& text)
{
    return withRate({}, text) ? std::string() : "'" + text + "' is no rate like 1.0856, above zero and of at most nine digits";
}

std::string date(const std::string& text)
{
    return parseUtcDate(text) ? std::string() : "'" + text + "' is no day like 2026-11-23";
}

} // namespace

std::expected<CommandLine, int> parseCommandLine(int argc, char** argv)
{
    CommandLine line;
    Words words;
    CLI::App app(
        "Fuseboard without a window: where the money for AI tokens goes, and the switch that stops it.", "fuseboardctl");
    app.footer(footer);
    app.require_subcommand(1);
    app.set_version_flag("--version", FUSEBOARD_VERSION);
    auto* profile =
        app.add_option("--profile", words.profile, "Directory of the profile; without it, your own")->check(notEmpty);
    app.add_flag("--sandbox", line.sandbox, "The sandbox's profile")->excludes(profile);
    app.add_option("--passphrase-fd", line.passphraseFd, "Descriptor to read the passphrase of the sealed keys from")
        ->check(CLI::NonNegativeNumber);
    app.fallthrough();

    auto* status = app.add_subcommand("status", "Spent, remaining, pace and freezes of each team, from the history");
    auto* poll = app.add_subcommand("poll", "Ask all sources now, then as status");
    auto* freeze = app.add_subcommand("freeze", "Stop the spending of a team, or of all");
    auto* resume = app.add_subcommand("resume", "End a freeze, in two steps");
    auto* addReason =
        app.add_subcommand("reason", "Say later why a team, or all, was frozen; what was said first stays on record");
    auto* levers = app.add_subcommand("levers", "The places that can refuse calls: what each can do, and whether it answers");
    auto* drill =
        app.add_subcommand("drill", "Freeze a test team everywhere, let it go again, and tell how long each place took");
    auto* calls = app.add_subcommand("calls", "The calls that run now, at every place that tells them");
    auto* cut = app.add_subcommand("cut", "End one call that runs");
    auto* asks = app.add_subcommand("asks", "What callers ask gateways for beyond their hard budgets");
    auto* allow = app.add_subcommand("allow", "Let one who asked spend more, until a day or time");
    auto* keep = app.add_subcommand("keep", "Let a budget be as it is, for one who asked for more");
    auto* exports = app.add_subcommand("export", "Write a report");
    auto* rates = app.add_subcommand("rates", "Exchange rates, for spending in other currencies than yours");
    auto* verify = app.add_subcommand("verify", "Check that the history is as it was written; names the first bad row");
    auto* repair =
        app.add_subcommand("repair", "Save what is sound of a damaged history into a new file; the damaged one is kept");
    auto* backUp = app.add_subcommand("backup", "Write a copy of the history as it is now, and check it row by row");
    auto* reconcile =
        app.add_subcommand("reconcile", "Compare what gateways measured with what providers billed, and say why it differs");
    auto* allocation = app.add_subcommand("allocation", "How the past is given to teams after a change of rules");
    auto* cancel = allocation->add_subcommand("cancel", "Back to the rules from before the change, while it is still going on");
    allocation->require_subcommand(1);
    auto* imports = app.add_subcommand("import", "Take what lies in files into the history");
    imports->require_subcommand(1);
    BillOptions bill;
    bill.addTo(*imports, line.json);
    BudgetOptions budgets;
    budgets.addTo(app, line.json);
    SourceOptions source;
    source.addTo(app, line.json);
    auto* claudeCode = imports->add_subcommand("claude-code", "Claude Code's transcripts");
    auto* codex = imports->add_subcommand("codex", "Codex CLI's sessions");
    auto* prices = app.add_subcommand("prices", "What tokens cost");
    auto* showPrices = prices->add_subcommand("show", "The prices in force, per million tokens");
    auto* updatePrices = prices->add_subcommand("update", "Take over a newer price list, from today on");
    prices->require_subcommand(1);
    OwnRateOptions ownRate;
    ownRate.addTo(*prices, line.json);
    auto* companion = app.add_subcommand("companion", "The configuration that lets a proxy refuse what is frozen");
    companion->require_subcommand(1);
    auto* writesCompanion =
        companion->add_subcommand("haproxy", "Write HAProxy's configuration, from the profile's teams and tokens");
    auto* checksCompanion = companion->add_subcommand("check", "Look whether it holds, at the connected proxies too");
    CompanionWish& wish = line.companion;
    auto* writesNginx =
        companion->add_subcommand("nginx", "Write nginx's configuration, which asks the profile's gateway about each call");
    for (auto* writes : {writesCompanion, writesNginx}) {
        writes->add_option("--out", wish.directory, "Directory for its files")->required()->check(notEmpty);
        writes->add_option("--upstream", wish.upstream, "Where calls go on to, like https://ai.example.com")
            ->required()
            ->check(notEmpty);
        writes
            ->add_option("--listen", wish.callers,
                writes == writesNginx ? "Where it listens; without it, 127.0.0.1:18081"
                                      : "Where it listens; without it, 127.0.0.1:18080")
            ->check(notEmpty);
        writes->add_flag("--force", wish.force, "Write over files that are there");
    }
    writesCompanion->add_option("--variant", wish.variant, "What it looks holds up in; without it, a table")
        ->check(CLI::IsMember({"table", "map"}));
    checksCompanion->add_option("--config", wish.config, "A configuration for HAProxy to check")->check(notEmpty);
    auto* watch = app.add_subcommand("watch", "Own the profile: poll and keep freezes until stopped; prints each change");

    for (auto* verb : {status, poll, levers, drill, calls, cut, asks, allow, keep, verify, watch})
        verb->add_flag("--json", line.json, "As JSON");
    for (auto* verb : {freeze, resume, addReason}) {
        auto* team = verb->add_option("--team", words.team, "Name or id of the team");
        auto* all = verb->add_flag("--all", line.all, "The whole organisation")->excludes(team);
        team->excludes(all);
        if (verb != freeze)
            verb->add_option("--scope", words.frozen, "A key or session, as “fuseboardctl status --json” names what is frozen")
                ->excludes(team)
                ->excludes(all)
                ->check(narrowScope);
        verb->add_option("--reason", words.reason, "Why; kept in the audit log");
        verb->add_flag("--json", line.json, "As JSON");
    }
    for (auto* verb : {freeze, resume}) {
        verb->add_option("--confirm", words.confirm,
            verb == freeze ? "For --all: the words 'freeze all'; for a protected team: its name"
                           : "The code that the plan names");
        verb->add_flag("--wait", line.wait, "Wait for the proof until each place's own bound has passed (else 3 s)");
    }
    auto* drilled = drill->add_option("--team", words.team, "Name or id of the team; what it calls meanwhile is refused");
    drill->add_flag("--list", line.list, "Instead, the drills that were made, and when the next is due")->excludes(drilled);
    calls->add_option("--team", words.team, "Name or id of the team; without it, of all");
    cut->add_option("CALL", words.call, "Its id, as “fuseboardctl calls” tells it")->required()->check(notEmpty);
    cut->add_option("--reason", words.reason, "Why; kept in the audit log")->required()->check(notEmpty);
    cut->add_option("--confirm", words.confirm, "Of a protected team's call: the team's name");
    for (auto* verb : {allow, keep}) {
        verb->add_option("ASK", words.ask, "Its id, as “fuseboardctl asks” tells it")->required()->check(notBlank);
        verb->add_option("--reason", words.reason, "Why; kept in the audit log");
    }
    allow->add_option("AMOUNT", words.amount, "Like 20 or 2.50, in the budget's currency")->required()->check(notBlank);
    allow->add_option("--until", words.until, "The last day of it, like 2026-11-28, or a time like 2026-11-28T17:00:00Z")
        ->required()
        ->check(notBlank);
    resume->add_flag("--put-back", line.putBack, "Also set back what somebody else has changed since the freeze");
    freeze->add_flag("--cut", line.cut, "Also end the requests that are running");
    freeze->add_flag("--dry-run", line.dryRun, "Say who and what would stop, and where it would not; order nothing");
    auto* team = exports->add_subcommand("team", "The team report as CSV: a row a team, 42 columns");
    auto* spending =
        exports->add_subcommand("spending", "What was spent by day, team and currency as CSV, with the rates it counts at");
    auto* audit = exports->add_subcommand("audit", "The audit log; the handbook tells how to check it without Fuseboard");
    exports->require_subcommand(1);
    for (auto* report : {team, spending, reconcile, showPrices})
        report->add_option("--period", words.period, "Month, like 2026-11; without it, the current one")->check(month);
    for (auto* report : {team, spending, audit})
        report->add_option("--out", words.file, "File to write")->required()->check(notEmpty);
    for (auto* logs : {claudeCode, codex})
        logs->add_option("DIR", words.file, "Where they are; without it, where the tool keeps them")->check(notEmpty);
    showPrices->add_option("MODEL", words.model, "As the provider names it; without it, all")->check(notEmpty);
    showPrices->add_option("--at", words.day, "Day, like 2026-11-26; without it, today")->check(date);
    showPrices->add_flag("--unpriced", line.unpriced, "Instead, the usage of a month that has no price and is in no sum");
    updatePrices
        ->add_option("FILE", words.file,
            "File or address of a map of LiteLLM or models.dev, or of a list of ours; without it, LiteLLM’s")
        ->check(notEmpty);
    for (auto* verb : {claudeCode, codex, showPrices, updatePrices})
        verb->add_flag("--json", line.json, "As JSON");
    backUp->add_option("--out", words.file, "File to write; must not exist")->required()->check(notEmpty);
    for (auto* verb : {backUp, reconcile, cancel})
        verb->add_flag("--json", line.json, "As JSON");
    audit->add_option("--format", words.format, "jsonl (JSON lines, the default) or csv")
        ->check(CLI::IsMember({"jsonl", "csv"}));

    auto* list = rates->add_subcommand("list", "The rate in force of each pair, and those to come");
    auto* set = rates->add_subcommand("set", "Enter a rate; it holds until a later one");
    auto* import = rates->add_subcommand("import", "Take over the table of the European Central Bank (eurofxref-hist.csv)");
    rates->require_subcommand(1);
    list->add_flag("--json", line.json, "As JSON");
    set->add_option("FROM", words.from, "Currency, like EUR")->required()->check(currency);
    set->add_option("TO", words.to, "Currency, like USD")->required()->check(currency);
    set->add_option("RATE", words.rate, "What one FROM is in TO, like 1.0856")->required()->check(rate);
    set->add_option("--since", words.since, "First UTC day it holds; without it, today")->check(date);
    set->add_option("--source", words.rateSource, "Whose rate it is; kept with it")->check(notEmpty);
    import->add_option("FILE", words.file, "File to read; nothing of it is taken where a line is wrong")
        ->required()
        ->check(notEmpty);

    std::string shell;
    auto* complete = app.add_subcommand("completions", "What makes a shell complete these words")->group({}); // for packages
    complete->add_option("SHELL", shell)->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));

    for (int i = 1; i < argc; ++i)
        if (!QUtf8StringView(argv[i]).isValidUtf8()) {
            std::cerr << "fuseboardctl: argument " << i << " is not UTF-8. Nothing was done.\n";
            return std::unexpected(static_cast<int>(ExitCode::usage));
        }
    if (hasKeyArgument(argc, argv)) {
        std::cerr
            << "fuseboardctl: a key does not belong on the command line, where every program on this computer can read it. "
               "Nothing was done. Name its place in sources.toml (keyring:, sealed:, env: or file:); a passphrase comes "
               "by --passphrase-fd.\n";
        return std::unexpected(static_cast<int>(ExitCode::usage));
    }
    try {
        app.parse(argc, argv);
        const bool isOfAFreeze = freeze->parsed() || resume->parsed() || addReason->parsed();
        if (isOfAFreeze && words.team.empty() && words.frozen.empty() && !line.all)
            throw CLI::RequiredError(freeze->parsed() ? "--team or --all" : "--team, --scope or --all");
        if (isOfAFreeze && words.reason.empty() && !line.dryRun)
            throw CLI::RequiredError("--reason");
        if (drill->parsed() && words.team.empty() && !line.list)
            throw CLI::RequiredError("--team or --list");
        if (showPrices->parsed() && line.unpriced && !(words.model.empty() && words.day.empty()))
            throw CLI::ExcludesError("--unpriced", words.day.empty() ? "MODEL" : "--at");
        if (showPrices->parsed() && !line.unpriced && !words.period.empty())
            throw CLI::RequiresError("--period", "--unpriced");
        if (set->parsed() && words.from == words.to)
            throw CLI::ValidationError("TO", "it is the same currency as FROM");
    } catch (const CLI::ParseError& error) {
        return std::unexpected(app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::usage));
    }
    if (complete->parsed()) {
        std::cout << completions(app, shell);
        return std::unexpected(0);
    }
    using Verb = CommandLine::Verb;
    line.verb = poll->parsed()                               ? Verb::poll
        : freeze->parsed()                                   ? Verb::freeze
        : resume->parsed()                                   ? Verb::resume
        : addReason->parsed()                                ? Verb::addReason
        : levers->parsed()                                   ? Verb::levers
        : drill->parsed()                                    ? Verb::drill
        : calls->parsed()                                    ? Verb::calls
        : cut->parsed()                                      ? Verb::cutCall
        : asks->parsed()                                     ? Verb::asks
        : allow->parsed() || keep->parsed()                  ? Verb::answerAsk
        : audit->parsed()                                    ? Verb::exportAudit
        : spending->parsed()                                 ? Verb::exportSpending
        : list->parsed()                                     ? Verb::listRates
        : set->parsed()                                      ? Verb::setRate
        : import->parsed()                                   ? Verb::importRates
        : exports->parsed()                                  ? Verb::exportTeams
        : verify->parsed()                                   ? Verb::verify
        : repair->parsed()                                   ? Verb::repair
        : backUp->parsed()                                   ? Verb::backUp
        : reconcile->parsed()                                ? Verb::reconcile
        : cancel->parsed()                                   ? Verb::cancelAllocation
        : watch->parsed()                                    ? Verb::watch
        : source.asksForLimits()                             ? Verb::sourceLimits
        : source.parsed()                                    ? Verb::source
        : budgets.parsed()                                   ? Verb::budget
        : bill.parsed()                                      ? Verb::importBill
        : imports->parsed()                                  ? Verb::importLogs
        : showPrices->parsed()                               ? Verb::showPrices
        : updatePrices->parsed()                             ? Verb::updatePrices
        : ownRate.parsed()                                   ? Verb::setPrice
        : writesCompanion->parsed() || writesNginx->parsed() ? Verb::writeCompanion
        : checksCompanion->parsed()                          ? Verb::checkCompanion
                                                             : Verb::status;
    if (writesNginx->parsed())
        wish.proxy = "nginx";
    line.profile = QString::fromStdString(words.profile);
    line.team = QString::fromStdString(words.team);
    line.scope = QString::fromStdString(words.frozen);
    line.reason = QString::fromStdString(words.reason).trimmed();
    line.confirm = QString::fromStdString(words.confirm);
    line.period = QString::fromStdString(words.period);
    line.file = QString::fromStdString(words.file);
    line.request = bill.parsed() ? bill.request() : source.parsed() ? source.request() : budgets.request();
    line.importKind = codex->parsed() ? QStringLiteral("codex") : QStringLiteral("claudecode");
    if (ownRate.parsed())
        line.ownRate = ownRate.toml();
    line.model = QString::fromStdString(words.model);
    line.call = QString::fromStdString(words.call);
    line.ask = QString::fromStdString(words.ask);
    line.allows = allow->parsed();
    line.amount = QString::fromStdString(words.amount).trimmed();
    line.until = QString::fromStdString(words.until).trimmed();
    line.day = QString::fromStdString(words.day);
    line.csv = words.format == "csv";
    line.from = QString::fromStdString(words.from);
    line.to = QString::fromStdString(words.to);
    line.rate = QString::fromStdString(words.rate);
    line.since = QString::fromStdString(words.since);
    line.rateSource = QString::fromStdString(words.rateSource);
    return line;
}

QString confirmationCode(const QJsonObject& freeze)
{
    const QString act = QStringLiteral("%1 %2 %3")
                            .arg(freeze[QLatin1String("scope")].toString(), freeze[QLatin1String("generation")].toString(),
                                freeze[QLatin1String("orderedAt")].toString());
    return QString::fromLatin1(QCryptographicHash::hash(act.toUtf8(), QCryptographicHash::Sha256).toHex().left(6));
}

} // namespace fuseboard
