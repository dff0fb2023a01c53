/**
 * The conversation about one problem, offline and without a language model. {@link
 * dev.perfadvisor.engine.conversation.Dialogue} is a pure function: a {@link dev.perfadvisor.engine.conversation.Case} and
 * a message give the next case and a {@link dev.perfadvisor.engine.conversation.Reply}. What a message is meant for is an
 * {@link dev.perfadvisor.engine.conversation.Intent}, a question about the diagnosis at hand has a {@link
 * dev.perfadvisor.engine.conversation.Matter}; how a reply looks is for {@link
 * dev.perfadvisor.engine.conversation.ReplyPage} and {@link dev.perfadvisor.engine.conversation.ReplyJson} to say.
 */
@NullMarked
package dev.perfadvisor.engine.conversation;

import org.jspecify.annotations.NullMarked;
