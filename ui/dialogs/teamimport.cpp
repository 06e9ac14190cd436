// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/teamimport.h"

#include "dialogs/callertoken.h"
#include "documents/csvreader.h"
#include "dialogs/rulelist.h"
#include "dialogs/teamdraft.h"
#include "domain/iso4217.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace fuseboard {
namespace {

enum Column { team, owner, costCenter, budget, currency, project, keyLabel, keySha256, columnCount };
constexpr std::array<std::string_view, columnCount> columnNames {
    "team", "owner", "cost_center", "budget", "currency", "project", "key_label", "key_sha256"};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TeamImport)
};

QString shown(const std::string& text) { return QString::fromStdString(text).left(60); }

std::string trimmed(const std::string& text) { return QString::fromStdString(text).trimmed().toStdString(); }

class Importer {
public:
    explicit Importer(const EditContext& context)
        : m_context(context)
    {
    }

    std::expected<TeamImport, std::vector<ImportFault>> run(std::string_view csv)
    {
        const QByteArrayView bytes(csv.data(), static_cast<qsizetype>(csv.size()));
        QStringDecoder utf8(QStringDecoder::Utf8);
        const QString decoded = utf8(bytes);
        if (utf8.hasError())
            return std::unexpected(
                std::vector {ImportFault {1, Words::tr("The file is not UTF-8 text. Save it as “CSV UTF-8”.")}});
        const auto records = readCsv(csv);
        if (!records)
            return std::unexpected(std::vector {ImportFault {std::stoi(records.error().subject),
                Words::tr("The line has a quote in the wrong place or one that is never closed.")}});
        if (records->empty())
            return std::unexpected(std::vector {ImportFault {1, Words::tr("The file is empty.")}});
        if (records->front().fields.size() == 1 && records->front().fields.front().contains(';'))
            return std::unexpected(std::vector {ImportFault {records->front().line,
                Words::tr("The columns are separated by semicolons. Save the file with commas between them.")}});
        readHeader(records->front());
        if (m_faults.empty())
            for (std::size_t i = 1; i < records->size(); ++i)
                readLine((*records)[i]);
        if (m_faults.empty() && m_drafts.empty())
            report(records->front().line, Words::tr("There is no team after the header."));
        if (!m_faults.empty())
            return std::unexpected(std::move(m_faults));
        return finish();
    }

private:
    struct Entry {
        TeamDraft draft;
        int line = 0;
        int keys = 0, projects = 0;
        bool added = false;
    };

    void report(int line, const QString& sentence) { m_faults.push_back({line, sentence}); }

    void readHeader(const CsvRecord& header)
    {
        m_places.fill(-1);
        for (std::size_t i = 0; i < header.fields.size(); ++i) {
            const std::string name = QString::fromStdString(header.fields[i]).trimmed().toLower().toStdString();
            const auto known = std::ranges::find(columnNames, name);
            if (known == columnNames.end()) {
                report(header.line, Words::tr("“%1” is not a column of this file.").arg(shown(header.fields[i])));
                continue;
            }
            int& place = m_places[static_cast<std::size_t>(known - columnNames.begin())];
            if (place >= 0)
                report(header.line, Words::tr("The column “%1” is there twice.").arg(shown(name)));
            place = static_cast<int>(i);
        }
        m_width = header.fields.size();
        if (m_places[team] < 0)
            report(header.line, Words::tr("There is no column “team”."));
        if ((m_places[keyLabel] < 0) != (m_places[keySha256] < 0))
            report(header.line, Words::tr("The columns “key_label” and “key_sha256” go together."));
    }

    [[nodiscard]] std::string cell(const CsvRecord& record, Column column) const
    {
        const int place = m_places[column];
        return place < 0 ? std::string() : trimmed(record.fields[static_cast<std::size_t>(place)]);
    }

    void readLine(const CsvRecord& record)
    {
        if (record.fields.size() != m_width) {
            report(record.line, Words::tr("The line has %1 cells, the header has %2.").arg(record.fields.size()).arg(m_width));
            return;
        }
        const std::string name = cell(record, team);
        if (name.empty()) {
            report(record.line, Words::tr("The line names no team."));
            return;
        }
        Entry* entry = entryOf(record, name);
        if (!entry)
            return;
        take(record, owner, entry->draft.team.owner, m_owners[name], Words::tr("owner"));
        take(record, costCenter, entry->draft.team.costCenterId, m_centres[name], Words::tr("cost centre"));
        takeBudget(record, *entry, name);
        takeProject(record, *entry);
        takeKey(record, *entry);
    }

    Entry* entryOf(const CsvRecord& record, const std::string& name)
    {
        if (!isSafeName(name)) {
            report(record.line,
                Words::tr("“%1” can’t be a team’s name: a spreadsheet would run it as a formula, or it has control characters.")
                    .arg(shown(name)));
            return nullptr;
        }
        if (const auto found = m_byName.find(name); found != m_byName.end())
            return &m_drafts[found->second];
        Entry entry;
        entry.line = record.line;
        const auto known = std::ranges::find(m_context.organisation.teams, name, &Team::name);
        entry.added = known == m_context.organisation.teams.end();
        if (entry.added)
            entry.draft.team.name = name;
        else
            entry.draft = teamDraft(m_context.organisation, known->id, m_context.now);
        const TeamId id = draftId(entry.draft);
        const TeamFault fault = teamFault(m_context.organisation, entry.draft);
        if (fault == TeamFault::noId)
            report(record.line, Words::tr("“%1” needs a letter from a to z or a digit, for the team’s id.").arg(shown(name)));
        else if (fault == TeamFault::idTaken || m_ids.contains(id))
            report(record.line, Words::tr("“%1” would get the id %2, which another team has.").arg(shown(name), shown(id)));
        else {
            m_ids.insert(id);
            m_byName.emplace(name, m_drafts.size());
            m_drafts.push_back(std::move(entry));
            return &m_drafts.back();
        }
        return nullptr;
    }

    /// A cell that sets a text of the team once; a later line may repeat it but not contradict it.
    void take(const CsvRecord& record, Column column, std::string& field, int& setOn, const QString& what)
    {
        const std::string value = cell(record, column);
        if (value.empty())
            return;
        if (!isSafeName(value)) {
            report(record.line, Words::tr("The %1 “%2” would be run as a formula by a spreadsheet.").arg(what, shown(value)));
            return;
        }
        if (setOn > 0 && field != value) {
            report(record.line, Words::tr("The %1 “%2” contradicts line %3.").arg(what, shown(value)).arg(setOn));
            return;
        }
        field = value;
        setOn = setOn > 0 ? setOn : record.line;
    }

    void takeBudget(const CsvRecord& record, Entry& entry, const std::string& name)
    {
        const std::string text = cell(record, budget);
        const std::string code = cell(record, currency);
        const auto parsed = code.empty() ? Result<Currency>(m_context.currency) : knownCurrency(code);
        if (!parsed) {
            report(record.line, Words::tr("“%1” is not a currency code such as USD.").arg(shown(code)));
            return;
        }
        if (text.empty())
            return;
        const auto amount = Money::parse(text, *parsed);
        if (!amount || amount->nano < 0) {
            report(record.line, Words::tr("The budget “%1” is not an amount such as 20000 or 20000.50.").arg(shown(text)));
            return;
        }
        int& setOn = m_budgets[name];
        if (setOn > 0 && entry.draft.budget != *amount) {
            report(record.line, Words::tr("The budget “%1” contradicts line %2.").arg(shown(text)).arg(setOn));
            return;
        }
        entry.draft.budget = *amount;
        setOn = setOn > 0 ? setOn : record.line;
    }

    void takeProject(const CsvRecord& record, Entry& entry)
    {
        const std::string value = cell(record, project);
        if (value.empty())
            return;
        const auto [known, isNew] = m_projects.try_emplace(value, record.line);
        if (!isNew) {
            report(record.line, Words::tr("The project “%1” is on line %2 already.").arg(shown(value)).arg(known->second));
            return;
        }
        const AllocationRule rule = makeRule(RuleField::project, value);
        const auto same = [&](AllocationRule other) {
            other.id = 0;
            other.team.clear();
            return other == rule;
        };
        for (const AllocationRule& other : m_context.organisation.rules)
            if (same(other) && other.team != draftId(entry.draft)) {
                report(record.line, Words::tr("The project “%1” belongs to another team already.").arg(shown(value)));
                return;
            }
        if (std::ranges::any_of(entry.draft.rules, same))
            return;
        entry.draft.rules.push_back(rule);
        ++entry.projects;
    }

    void takeKey(const CsvRecord& record, Entry& entry)
    {
        const std::string label = cell(record, keyLabel);
        const std::string hash = cell(record, keySha256);
        if (label.empty() && hash.empty())
            return;
        if (label.empty() || hash.empty()) {
            report(record.line, Words::tr("A key needs both a label and a SHA-256."));
            return;
        }
        CallerKey key;
        key.label = label;
        key.sha256 = parseSha256(QString::fromStdString(hash));
        if (key.sha256.empty()) {
            report(record.line, Words::tr("“%1” is not a SHA-256: 64 digits from 0 to 9 and a to f.").arg(shown(hash)));
            return;
        }
        if (!isSafeName(label)) {
            report(
                record.line, Words::tr("The key’s label “%1” would be run as a formula by a spreadsheet.").arg(shown(label)));
            return;
        }
        const auto [first, isNew] = m_keys.try_emplace(key.sha256, record.line);
        if (!isNew) {
            report(record.line, Words::tr("The key “%1” is on line %2 already.").arg(shown(label)).arg(first->second));
            return;
        }
        const auto known = std::ranges::find(m_context.organisation.keys, key.sha256, &CallerKey::sha256);
        if (known != m_context.organisation.keys.end()) {
            if (known->team != draftId(entry.draft) || known->probe)
                report(record.line, Words::tr("The key “%1” belongs to another team already.").arg(shown(label)));
            else
                std::ranges::find(entry.draft.keys, key.sha256, &CallerKey::sha256)->label = label;
            return;
        }
        entry.draft.keys.push_back(std::move(key));
        ++entry.keys;
    }

    TeamImport finish()
    {
        TeamImport out;
        out.organisation = m_context.organisation;
        for (const Entry& entry : m_drafts) {
            putTeam(out.organisation, m_context, entry.draft);
            Team done = entry.draft.team;
            done.id = draftId(entry.draft);
            out.teams.push_back({done, entry.draft.budget, entry.keys, entry.projects, entry.added});
        }
        return out;
    }

    const EditContext& m_context;
    std::array<int, columnCount> m_places {};
    std::size_t m_width = 0;
    std::vector<Entry> m_drafts;
    std::map<std::string, std::size_t> m_byName; ///< into m_drafts
    std::set<TeamId> m_ids;
    std::vector<ImportFault> m_faults;
    std::map<std::string, int> m_owners, m_centres, m_budgets, m_projects, m_keys; ///< the line that set it
};

} // namespace

std::expected<TeamImport, std::vector<ImportFault>> importTeams(std::string_view csv, const EditContext& context)
{
    return Importer(context).run(csv);
}

} // namespace fuseboard
