// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/yaml.h"

#include <QJsonArray>

#include <sstream>
#include <vector>

namespace fuseboard::test {
namespace {

struct Line {
    std::size_t indent = 0;
    std::string words;
    [[nodiscard]] bool isItem() const { return words == "-" || words.starts_with("- "); }
};

std::string unquoted(const std::string& text)
{
    const bool quoted = text.size() > 1 && (text.front() == '\'' || text.front() == '"') && text.front() == text.back();
    return quoted ? text.substr(1, text.size() - 2) : text;
}

QJsonValue scalar(const std::string& text)
{
    if (text == "[]")
        return QJsonArray();
    if (text == "{}")
        return QJsonObject();
    if (text == "null" || text == "~")
        return QJsonValue::Null;
    if (text == "true" || text == "false")
        return text == "true";
    const QString words = QString::fromStdString(text);
    bool isNumber = false;
    if (const qint64 number = words.toLongLong(&isNumber); isNumber)
        return number;
    return QString::fromStdString(unquoted(text));
}

class Reader {
public:
    explicit Reader(const std::string& text)
    {
        std::istringstream stream(text);
        for (std::string line; std::getline(stream, line);)
            if (const auto indent = line.find_first_not_of(' '); indent != std::string::npos && line[indent] != '#')
                m_lines.push_back({indent, line.substr(indent)});
    }

    QJsonValue node()
    {
        if (m_at >= m_lines.size())
            return QJsonValue::Null;
        return m_lines[m_at].isItem() ? QJsonValue(list()) : QJsonValue(map());
    }

private:
    QJsonArray list()
    {
        const std::size_t indent = m_lines[m_at].indent;
        QJsonArray out;
        while (m_at < m_lines.size() && m_lines[m_at].indent == indent && m_lines[m_at].isItem()) {
            Line& line = m_lines[m_at];
            const std::string rest = line.words.size() > 2 ? line.words.substr(2) : std::string();
            if (rest.contains(": ") || rest.ends_with(':')) { // a map that begins in the item's line
                line = {indent + 2, rest};
                out.append(map());
            } else {
                ++m_at;
                out.append(scalar(rest));
                skipDeeper(indent);
            }
        }
        return out;
    }

    QJsonObject map()
    {
        const std::size_t indent = m_lines[m_at].indent;
        QJsonObject out;
        while (m_at < m_lines.size() && m_lines[m_at].indent == indent && !m_lines[m_at].isItem()) {
            const std::string words = m_lines[m_at++].words;
            const auto colon = words.find(": ");
            const std::string name = words.substr(0, colon == std::string::npos ? words.size() - 1 : colon);
            const QString key = QString::fromStdString(unquoted(name));
            if (colon != std::string::npos) {
                out[key] = scalar(words.substr(colon + 2));
                skipDeeper(indent);
            } else if (m_at < m_lines.size()
                && (m_lines[m_at].indent > indent || (m_lines[m_at].indent == indent && m_lines[m_at].isItem()))) {
                out[key] = node();
            } else {
                out[key] = QJsonValue::Null;
            }
        }
        return out;
    }

    void skipDeeper(std::size_t indent)
    {
        while (m_at < m_lines.size() && m_lines[m_at].indent > indent)
            ++m_at;
    }

    std::vector<Line> m_lines;
    std::size_t m_at = 0;
};

} // namespace

QJsonObject readYaml(const std::string& text) { return Reader(text).node().toObject(); }

} // namespace fuseboard::test
