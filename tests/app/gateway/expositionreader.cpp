// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "expositionreader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

namespace fuseboard::test {
namespace {

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:";
constexpr std::string_view digits = "0123456789";

class Reader {
public:
    Exposition read(std::string_view text)
    {
        if (!text.ends_with('\n'))
            fault("the text does not end in a line's end");
        while (!text.empty()) {
            const auto end = text.find('\n');
            m_line = text.substr(0, end);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
            if (m_line.empty())
                fault("an empty line");
            else if (m_line.front() == '#')
                readComment(m_line);
            else
                readSample(m_line);
        }
        checkHistograms();
        return std::move(m_out);
    }

private:
    void fault(const std::string& what) { m_out.faults.push_back(what + ": " + std::string(m_line)); }

    std::string takeName(std::string_view& from, bool mayHaveColons)
    {
        std::string out;
        while (!from.empty() && (letters.contains(from.front()) || (!out.empty() && digits.contains(from.front())))
            && (mayHaveColons || from.front() != ':')) {
            out += from.front();
            from.remove_prefix(1);
        }
        if (out.empty())
            fault("no name");
        return out;
    }

    bool skip(std::string_view& from, std::string_view what)
    {
        const bool is = from.starts_with(what);
        if (is)
            from.remove_prefix(what.size());
        return is;
    }

    void readComment(std::string_view line)
    {
        const bool isHelp = skip(line, "# HELP ");
        if (!isHelp && !skip(line, "# TYPE ")) {
            fault("neither HELP nor TYPE");
            return;
        }
        const std::string name = takeName(line, true);
        if (!skip(line, " ") || line.empty())
            fault("nothing is said");
        if (isHelp) {
            if (m_out.families.contains(name))
                fault("HELP after its family has begun");
            m_out.families[name].help = line;
            m_family = name;
            return;
        }
        if (name != m_family || !m_out.families[name].type.empty())
            fault("TYPE does not follow its HELP, or comes twice");
        if (!std::set<std::string_view> {"counter", "gauge", "histogram", "summary", "untyped"}.contains(line))
            fault("an unknown type");
        if ((line == "counter") != name.ends_with("_total"))
            fault("counters and they alone end in _total");
        m_out.families[name].type = line;
    }

    std::string takeValue(std::string_view& from)
    {
        std::string out;
        if (!skip(from, "\""))
            fault("a label's value is not quoted");
        while (!from.empty() && from.front() != '"') {
            if (!skip(from, "\\"))
                out += from.front();
            else if (from.empty() || !std::string_view("\\\"n").contains(from.front()))
                fault("an escape that there is not");
            else
                out += from.front() == 'n' ? '\n' : from.front();
            from.remove_prefix(std::min<std::size_t>(1, from.size()));
        }
        if (!skip(from, "\""))
            fault("a label's value does not end");
        return out;
    }

    Exposition::Labels takeLabels(std::string_view& from)
    {
        Exposition::Labels out;
        while (!from.empty() && from.front() != '}') {
            const std::string name = takeName(from, false);
            if (!skip(from, "="))
                fault("a label without a value");
            if (!out.emplace(name, takeValue(from)).second)
                fault("a label twice");
            if (!skip(from, ",") && !from.starts_with('}')) {
                fault("labels that go on without a comma");
                return out;
            }
        }
        if (!skip(from, "}"))
            fault("the labels do not end");
        return out;
    }

    static std::optional<double> number(std::string_view text)
    {
        if (text == "+Inf")
            return std::numeric_limits<double>::infinity();
        double out = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        return error == std::errc() && end == text.data() + text.size() && std::isfinite(out) ? std::optional(out)
                                                                                              : std::nullopt;
    }

    void readSample(std::string_view line)
    {
        Exposition::Sample sample {.name = takeName(line, true), .labels = {}};
        if (skip(line, "{"))
            sample.labels = takeLabels(line);
        if (!skip(line, " "))
            fault("no blank before the value");
        const auto value = number(line);
        if (!value || *value < 0)
            fault("no number that could be counted to");
        sample.value = value.value_or(0);
        const std::string& type = m_out.families[m_family].type;
        const std::string_view suffix = std::string_view(sample.name).substr(std::min(sample.name.size(), m_family.size()));
        const bool isPart = suffix == "_bucket" || suffix == "_sum" || suffix == "_count";
        if (!sample.name.starts_with(m_family) || (type == "histogram" ? !isPart : !suffix.empty()))
            fault("not of the family above it");
        if ((suffix == "_bucket") != sample.labels.contains("le"))
            fault("le belongs to buckets alone");
        if (!m_seen.emplace(sample.name, sample.labels).second)
            fault("a series twice");
        m_out.samples.push_back(std::move(sample));
    }

    void checkHistograms()
    {
        std::map<std::pair<std::string, Exposition::Labels>, std::vector<std::pair<double, double>>> buckets;
        for (Exposition::Sample sample : m_out.samples) {
            if (!sample.name.ends_with("_bucket"))
                continue;
            const auto bound = number(sample.labels.at("le"));
            sample.labels.erase("le");
            sample.name.resize(sample.name.size() - std::string_view("_bucket").size());
            buckets[{sample.name, sample.labels}].emplace_back(bound.value_or(-1), sample.value);
        }
        for (const auto& [series, steps] : buckets) {
            m_line = series.first;
            for (std::size_t i = 1; i < steps.size(); ++i)
                if (steps[i].first <= steps[i - 1].first || steps[i].second < steps[i - 1].second)
                    fault("buckets do not ascend");
            if (!std::isinf(steps.back().first))
                fault("the last bucket is not +Inf");
            const auto told = [&](const std::string& part) {
                const auto found = std::ranges::find_if(m_out.samples,
                    [&](const auto& sample) { return sample.name == series.first + part && sample.labels == series.second; });
                return found == m_out.samples.end() ? std::optional<double>() : found->value;
            };
            if (told("_count") != steps.back().second)
                fault("the count is not that of the last bucket");
            if (!told("_sum"))
                fault("no sum");
        }
    }

    Exposition m_out;
    std::string m_family;
    std::string_view m_line;
    std::set<std::pair<std::string, Exposition::Labels>> m_seen;
};

} // namespace

double Exposition::sum(const std::string& name, const Labels& labels) const
{
    double out = 0;
    for (const Sample& sample : samples)
        if (sample.name == name && std::ranges::includes(sample.labels, labels))
            out += sample.value;
    return out;
}

Exposition readExposition(const std::string& text) { return Reader().read(text); }

} // namespace fuseboard::test
