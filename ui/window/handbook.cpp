// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/handbook.h"

#include "theme/variant.h"
#include "widgets/searchfield.h"

#include <QBoxLayout>
#include <QFile>
#include <QListWidget>
#include <QScreen>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>

namespace fuseboard {
namespace {

constexpr int positionRole = Qt::UserRole; ///< of a chapter's heading in the text

/// Its pictures no wider than its lines.
class HandbookText : public QTextBrowser {
public:
    using QTextBrowser::QTextBrowser;
    QVariant loadResource(int type, const QUrl& name) override
    {
        if (type != QTextDocument::ImageResource)
            return QTextBrowser::loadResource(type, name);
        const QPixmap picture(QStringLiteral(":/fuseboard/handbook/") + name.path());
        return picture.scaledToWidth(36 * fontMetrics().height(), Qt::SmoothTransformation);
    }
};

QString handbook()
{
    QFile file(QStringLiteral(":/fuseboard/handbook/handbook.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

Handbook::Handbook(QWidget* parent)
    : QDialog(parent)
    , m_text(new HandbookText)
    , m_chapters(new QListWidget)
    , m_search(new SearchField(tr("Clear the Search")))
{
    setWindowTitle(tr("Handbook"));
    m_text->setObjectName(QStringLiteral("handbookText"));
    m_text->setAccessibleName(tr("Handbook"));
    m_text->setOpenLinks(false);
    m_text->setMarkdown(handbook());
    m_text->document()->setDocumentMargin(fontMetrics().height());
    m_text->moveCursor(QTextCursor::Start);
    setVariant(m_text, "list");
    setVariant(m_chapters, "table");
    m_chapters->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_chapters->setTextElideMode(Qt::ElideRight);
    m_chapters->setObjectName(QStringLiteral("handbookChapters"));
    m_chapters->setAccessibleName(tr("Chapters"));
    m_search->setObjectName(QStringLiteral("handbookSearch"));
    m_search->setAccessibleName(tr("Search in the handbook"));
    m_search->setPlaceholderText(tr("Search, Enter for the next"));
    listChapters();

    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_search);
    column->addWidget(m_chapters, 1);
    auto* both = new QSplitter;
    setVariant(both, "panes");
    both->setHandleWidth(12);
    both->addWidget(left);
    both->addWidget(m_text);
    both->setStretchFactor(1, 1);
    both->setSizes({16 * fontMetrics().height(), 44 * fontMetrics().height()});
    auto* whole = new QVBoxLayout(this);
    whole->addWidget(both);
    const QSize room = (parent ? parent->screen() : screen())->availableSize() - QSize(40, 80);
    resize(QSize(62 * fontMetrics().height(), 44 * fontMetrics().height()).boundedTo(room));

    connect(m_chapters, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* chapter) {
        QTextCursor at(m_text->document());
        at.setPosition(chapter->data(positionRole).toInt());
        m_text->setTextCursor(at);
        m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->value() + m_text->cursorRect().top());
    });
    connect(m_search, &QLineEdit::returnPressed, this, &Handbook::search);
}

void Handbook::listChapters()
{
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        if (level < 2)
            continue;
        auto* chapter = new QListWidgetItem(QString(4 * (level - 2), QLatin1Char(' ')) + block.text(), m_chapters);
        chapter->setData(positionRole, block.position());
        chapter->setData(Qt::AccessibleTextRole, block.text());
    }
}

/// From the cursor on, and from the start again after the last one.
void Handbook::search()
{
    if (m_text->find(m_search->text()))
        return;
    m_text->moveCursor(QTextCursor::Start);
    m_text->find(m_search->text());
}

} // namespace fuseboard
